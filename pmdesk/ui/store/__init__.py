"""The store in the window: opening, locking, patients, users, audit log, backup."""

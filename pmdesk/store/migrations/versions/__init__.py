"""One module a version. A module that was released is never edited again."""

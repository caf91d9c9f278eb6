"""Views of the case beside the images; each listens to the session and decides nothing itself."""

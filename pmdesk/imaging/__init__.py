"""Images: catalogue, loading, geometry, slicing, measuring, segmentation objects, the thorax phantom."""

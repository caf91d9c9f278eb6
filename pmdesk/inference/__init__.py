"""Model packages: checked, loaded, gated and run. The only room that knows ONNX Runtime."""

"""Training, evaluation and ONNX export of the models that pmdesk ships; never needed at run time."""

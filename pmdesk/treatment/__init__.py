"""Treatment options from disease state and genome: T = f(D, G), with the facts that brought each one up."""

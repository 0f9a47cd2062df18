"""The dashboard of a study group whose work lives in a GitHub repository."""

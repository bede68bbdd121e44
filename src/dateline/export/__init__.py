"""Write reports in other forms, one module per format."""

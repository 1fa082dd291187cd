"""What finding, introducing and bringing members together share."""

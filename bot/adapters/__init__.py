"""The edges: what each platform says becomes a Request, and the Reply goes back."""

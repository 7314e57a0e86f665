"""NLU graph components named in ``config.yml``, in the order a message meets them."""

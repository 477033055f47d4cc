"""How the model that hears changes of voice is made: speech of many people, training on, export, measurement."""

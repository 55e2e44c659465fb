//! A client that folds updates into a view, over the real wire.

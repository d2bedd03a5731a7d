"""Sentences, tokens and grammar, and the closed classes of English words."""

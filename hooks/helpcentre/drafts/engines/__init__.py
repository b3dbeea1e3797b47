"""Engines that translate: a program, DeepL, LibreTranslate, and whatever speaks as OpenAI's chat does."""

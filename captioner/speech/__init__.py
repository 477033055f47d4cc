"""From speech to words: voice activity, utterances, recognition and commitment."""

"""Words to labels: the streaming disfluency model and when its answer is final."""

"""Where another voice begins to speak: no person is recognised, only a change told."""

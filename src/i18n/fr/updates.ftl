# Updates: what is posted during the event

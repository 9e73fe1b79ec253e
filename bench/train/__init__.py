"""How were the shipped models trained? Needs the extra ``train`` (torch); nothing else does."""

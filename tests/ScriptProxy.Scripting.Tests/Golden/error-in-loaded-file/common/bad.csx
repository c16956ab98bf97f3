
  int n = Missing;

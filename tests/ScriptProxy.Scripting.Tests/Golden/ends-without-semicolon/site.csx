Map("/a").To("app");
int Turn(int n) { while (n < 3) n++; return n; }
Map("/b" + Turn(1))

using System.Text;
class Unused { public int Count() { var n = 0; while (n < 3) n++; return n; } }

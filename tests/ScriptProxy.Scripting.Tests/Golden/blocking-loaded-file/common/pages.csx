
string Page(string name) => File.ReadAllText(Path.GetFileName(name));
string Once(string name) => File.ReadAllText(name);
var empty = Once("/dev/null");

enum Mood { Good }
record Visitor(string Name, Mood Mood);
var first = new Visitor("x", Mood.Good);
Map("/a").Respond(first.Name).Respond("y");

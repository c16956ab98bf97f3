Map("/a").To("http://127.0.0.1:5000?x=1");
Map("/b").To("http://me:secret@127.0.0.1:5000");

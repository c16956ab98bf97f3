Map("/a").To("http://127.0.0.1:5000/base/");

Map("/a").StripPrefix("/a");

    Map("/b");

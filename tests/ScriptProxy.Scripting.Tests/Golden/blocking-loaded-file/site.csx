#load "common/pages.csx"
Map("/{page}").Handle(http => Results.Text(Page(http.Route("page")!)));

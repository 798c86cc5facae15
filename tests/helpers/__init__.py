"""What tests share: made-up articles and reports, stored parses, a browser, and where things stand."""

class webServer { }
define web::Site () { }
class web_server { }

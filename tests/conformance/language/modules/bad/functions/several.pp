function bad::several() { 1 }
function bad::another() { 2 }

if $puppetversion >= '4' { }
if $release < 7.5 { }
if $aversion == 3 or $aversion == '3' { }
if $facts['release'] > 1 { }
if $version > $other { }

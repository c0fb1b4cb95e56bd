# How values become texts: String's formats, sprintf, join, split, case, numbers.
notify { 'integers': message => [String(255, '%x'), String(255, '%#o'), String(5, '%05d'), String(-5, '%+d'), String(7, '%b'), String(65, '%c')].join(' ') }
notify { 'floats': message => [String(3.14159, '%.2f'), String(1.5, '%e'), String(0.1, '%g'), String(2.0, '%d'), String(1, '%s')].join(' ') }
notify { 'texts': message => [String('abc', '%10s'), String('abc', '%-6s'), String('abc', '%p'), String('abc', '%C'), String('abc', '%u'), String(' x ', '%t')].join(';') }
notify { 'arrays': message => [String([1, 'a'], '%p'), String([1, [2]], '%a'), String(['a', 'b'], { Array => { 'format' => '%(a', 'separator' => ';', 'string_formats' => { String => '%u' } } })].join(' ') }
notify { 'hashes': message => [String({ 'a' => 1 }, '%p'), String({ 'a' => { 'b' => [] } }, '%s'), String({ 'a' => 1 }, { Hash => { 'format' => '%<h', 'separator2' => ': ' } })].join(' ') }
notify { 'long hash': message => String({ 'a' => 1, 'b' => { 'c' => 2 } }, '%#p') }
notify { 'others': message => [String(undef, '%p'), String(true, '%y'), String(false, '%d'), String(default), String(/a\/b/), String(Integer[1, 2])].join(' ') }
notify { 'sprintf': message => sprintf('%s|%5d|%-5s|%05.1f|%x|%%', 'x', 42, 'l', 2.25, 255) }
notify { 'sprintf hash': message => sprintf('%<a>s-%{b}', { 'a' => 1, 'b' => 'two' }) }
notify { 'words': message => ['hELLO wORLD'.capitalize, 'x'.upcase, 'Y'.downcase, "  trim\n".strip, 'a,b;c'.split('[,;]').join('-'), ' l'.lstrip, 'abc\n'.chomp, 'a::b'.camelcase].join('|') }
notify { 'versions': message => "${versioncmp('1.10.0', '1.9')} ${versioncmp('2.0', '2.0')} ${versioncmp('1.0-rc1', '1.0')}" }
notify { 'numbers': message => "${floor(7.5)} ${ceiling(7.5)} ${round(-7.5)} ${[3, 1].max} ${min(4, 2)} ${abs(-3)} ${[1.0e10, 123456789.123, 0.00001]}" }

# Whom a service tells what it did; the title is the settings type.
# Several drivers are several lines of the file, several topics one line.
define oslo::messaging::notifications (
  $driver        = $facts['os_service_default'],
  $transport_url = $facts['os_service_default'],
  $topics        = $facts['os_service_default'],
) {
  $drivers = $driver ? {
    Array   => $driver,
    default => any2array($driver),
  }

  create_resources($name, {
    'oslo_messaging_notifications/driver'        => { value => $drivers },
    'oslo_messaging_notifications/transport_url' => { value => $transport_url, secret => true },
    'oslo_messaging_notifications/topics'        => { value => join(any2array($topics), ',') },
  })
}

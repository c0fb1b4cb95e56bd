# The text that stands for "leave it to the service".
Facter.add(:os_service_default) do
  setcode { '<SERVICE DEFAULT>' }
end

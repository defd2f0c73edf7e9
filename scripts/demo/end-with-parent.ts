// Loaded before a part of the demo: when the demo is gone (even by SIGKILL), its channel closes and the part ends itself.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()

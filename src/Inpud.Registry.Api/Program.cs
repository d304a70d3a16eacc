using Inpud.Registry.Api;

return await RegistryService.RunAsync(args);

using Inpud.Registry.Api.Cli;

return await CommandLine.RunAsync(args);

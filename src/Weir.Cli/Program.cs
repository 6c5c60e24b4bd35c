using System.CommandLine;
using Weir.Cli.Sql;

var root = new RootCommand("Weir: streaming jobs, run and changed safely.");
root.Subcommands.Add(SqlCommand.Create());
return await root.Parse(args).InvokeAsync();

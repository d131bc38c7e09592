using System.CommandLine;
using Lamina.Dashboard;

namespace Lamina.Cli.Commands;

/// <summary><c>lamina dashboard [RUNS]</c>: serves a page about the runs in a folder until Ctrl-C.</summary>
static class DashboardCommand
{
    public static Command Make()
    {
        Argument<string> runs = new("runs") { Description = "The folder of the runs, or one run. Default: runs.", DefaultValueFactory = _ => "runs" };
        Option<int?> port = Shared.Whole<int>("--port", $"The port; 0 for any that is free. Default: {DashboardOptions.DefaultPort}.");
        Option<string> host = new("--host") { Description = "The address of this machine to listen at, or * for all; then a token is needed. Default: localhost.", DefaultValueFactory = _ => "localhost" };
        Option<string?> token = new("--token") { Description = "What a browser must bring to be let in. Default: none at localhost, a drawn one elsewhere." };
        Option<string?> data = Shared.Data();
        Option<bool> noOpen = new("--no-open") { Description = "Do not open a browser." };
        Command command = new("dashboard", "Show the runs in a browser: curves while they train, comparisons, the machine, networks to try.") { runs, port, host, token, data, noOpen };
        Guarded.Do(command, (parsed, cancellation) =>
        {
            using ServedDashboard dashboard = ServedDashboard.Start(new DashboardOptions
            {
                Runs = parsed.GetValue(runs)!,
                Port = parsed.GetValue(port) ?? DashboardOptions.DefaultPort,
                Host = parsed.GetValue(host)!,
                Token = parsed.GetValue(token),
                Data = parsed.GetValue(data),
            });
            Console.WriteLine($"Dashboard of '{parsed.GetValue(runs)}': {dashboard.Address}");
            Console.WriteLine("Ctrl-C ends it.");
            if (!parsed.GetValue(noOpen))
                dashboard.Open();
            cancellation.WaitHandle.WaitOne();
            return 0;
        });
        return command;
    }
}

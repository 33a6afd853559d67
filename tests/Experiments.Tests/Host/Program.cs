// A runner for tests, with the library's architectures and data that need no files.
using System.Diagnostics;
using System.Globalization;
using ModelDsl.Experiments;
using ModelDsl.Experiments.Tests;
using ModelDsl.Generated._ModelDsl_Architectures;

if (args is not ["build", .. var rest])
    return ExperimentRunner.Main(args, ModelCatalogue.Models, [new StripedImages("Stripes")], []);

// Acts as the build: the runner ends with this process.
var start = new ProcessStartInfo(Environment.ProcessPath!,
    ["exec", Environment.GetCommandLineArgs()[0], "run", .. rest, "--parent", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)]);
using var run = Process.Start(start)!;
run.WaitForExit();
return run.ExitCode;

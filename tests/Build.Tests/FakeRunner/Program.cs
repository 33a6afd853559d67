// A runner that trains nothing. It executes the steps of the experiment's Script setting and uses the real protocol.
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

using var stop = new ManualResetEventSlim();
var stubborn = false;
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
new Thread(() =>
{
    using var parent = Process.GetProcessById(int.Parse(args[1]));
    parent.WaitForExit();
    stop.Set();
}) { IsBackground = true }.Start();

while (Console.ReadLine() is { } line)
{
    using var request = JsonDocument.Parse(line);
    var (id, log) = (request.RootElement.GetProperty("Id").GetString(), request.RootElement.GetProperty("Log").GetString());
    var code = Execute([.. request.RootElement.GetProperty("Arguments").EnumerateArray().Select(argument => argument.GetString()!)], log!);
    Console.Error.WriteLine($"##end {id}");
    Console.WriteLine($"##end {id} {code}");
    if (stop.IsSet)
        return 130;
}

return 0;

int Execute(string[] words, string log)
{
    if (words is ["models", "--export", ..])
    {
        Console.WriteLine($"##table exports {string.Join('|', words[2..])}");
        return 0;
    }

    if (words is ["models", ..])
    {
        Console.WriteLine(words is ["models", "--names"] ? "##table TheModel" : "##table TheModel  1,234 parameters");
        return 0;
    }

    if (words is ["check", var results, _, .. var specs])
    {
        foreach (var file in specs)
        {
            using var experiment = JsonDocument.Parse(File.ReadAllText(file));
            var first = experiment.RootElement.GetProperty("settings").GetProperty("Script")[0].GetString()!;
            if (first.Split(':') is ["lacks", var dataset])
                Console.WriteLine($"##unavailable {dataset}");
            if (first == "finished")
                Console.WriteLine($"##finished {file}|{Path.Combine(results, experiment.RootElement.GetProperty("name").GetString()!, "report.html")}");
        }

        return 0;
    }

    var options = words.Skip(1).Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
    using var spec = JsonDocument.Parse(File.ReadAllText(options["--spec"]));
    var name = spec.RootElement.GetProperty("name").GetString()!;
    if (words[0] == "clean")
    {
        Console.WriteLine($"##table {name} would be deleted");
        return 0;
    }

    if (spec.RootElement.GetProperty("list").GetBoolean())
    {
        Console.WriteLine($"##table {name} would run");
        return 0;
    }

    var origin = $"{spec.RootElement.GetProperty("projectFile")}({spec.RootElement.GetProperty("line")},{spec.RootElement.GetProperty("column")})";
    foreach (var step in spec.RootElement.GetProperty("settings").GetProperty("Script").EnumerateArray().Select(s => s.GetString()!))
    {
        if (Do(step, name, origin, options, log) is { } exitCode)
            return exitCode;
        if (stop.IsSet)
        {
            Console.WriteLine("stopped cleanly");
            return 130;
        }
    }

    return 0;
}

int? Do(string step, string name, string origin, Dictionary<string, string> options, string log)
{
    switch (step.Split(':'))
    {
        case ["progress"]: Console.WriteLine("##progress seed 1 epoch 1/2 loss 0.50 µ"); break;
        case ["table"]: Console.WriteLine("##table   model  0.0121 ± 0.0003"); break;
        case ["report"]: Console.WriteLine($"##report {Path.Combine(options["--results"], name, "report.html")}"); break;
        case ["finished"]: Console.WriteLine($"##table {name} has nothing to do"); break;
        case ["lacks", _]: Console.WriteLine($"##table not found by the check: {options.GetValueOrDefault("--unavailable", "no check")}"); break;
        case ["folder"]: Console.WriteLine($"##table {Environment.CurrentDirectory}"); break;
        case ["variable", var variable]: Console.WriteLine($"##table {Environment.GetEnvironmentVariable(variable)}"); break;
        case ["say"]: Console.WriteLine("an ordinary line"); break;
        case ["look-alike"]:
            Console.WriteLine("Epoch 3: mean error: 0.5");
            Console.Error.WriteLine("##table a user's table");
            Console.Error.WriteLine($"{origin}: error MDX0107: a user's error");
            break;
        case ["measure"]:
            Console.WriteLine("##progress epoch 2/2");
            Console.WriteLine("##progress a measurement of minutes");
            stop.Wait(TimeSpan.FromSeconds(1));
            break;
        case ["warning"]: Console.WriteLine($"{origin}: warning MDX0199: pixels outside [0, 1]"); break;
        case ["error"]: Console.WriteLine($"{origin}: error MDX0107: no data set 'Nothing'"); return 1;
        case ["log"]: Console.WriteLine($"##table {log}"); break;
        case ["process"]: Console.WriteLine($"##table {Environment.ProcessId}"); break;
        case ["exit", var code]: Environment.Exit(int.Parse(code)); break;
        case ["crash"]: Process.GetCurrentProcess().Kill(); Thread.Sleep(Timeout.Infinite); break;
        case ["stubborn"]: stubborn = true; break;
        case ["train", var epochs]: Train(int.Parse(epochs)); break;
        default: Console.WriteLine($"FakeRunner : error MDX0399: no step '{step}'"); return 1;
    }
    return null;
}

void Train(int epochs)
{
    for (var epoch = 1; epoch <= epochs && !stop.IsSet; epoch++)
    {
        Console.WriteLine($"##progress seed 1 epoch {epoch}/{epochs} loss {1.0 / epoch:F4}");
        stop.Wait(TimeSpan.FromMilliseconds(200));
    }
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    if (!stubborn)
        stop.Set();
}

namespace WebService;

/// <summary>
/// A web service with an exported encoder and decoder. <c>POST /encode</c> takes images and <c>POST /decode</c> takes codes, as a JSON object with a
/// list of rows for each input: <c>{ "image": [[0, 0.5, …]] }</c>. <c>GET /</c> returns the inputs and the limits.
/// </summary>
public static class Service
{
    /// <summary>The largest request, in bytes: 64 images of 28 × 28 pixels with 16 characters each are half as large.</summary>
    public const int MaxRequestBytes = 2_000_000;

    /// <summary>The largest number of images or codes in a request.</summary>
    public const int MaxRows = 64;

    /// <summary>Creates the service from the arguments <c>--encoder=FILE</c> and <c>--decoder=FILE</c>.</summary>
    public static WebApplication Create(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = MaxRequestBytes);
        builder.Services.AddProblemDetails();
        var encoder = Open(builder.Configuration, "encoder");
        var decoder = Open(builder.Configuration, "decoder");

        var app = builder.Build();
        app.Lifetime.ApplicationStopped.Register(() =>
        {
            encoder.Dispose();
            decoder.Dispose();
        });
        app.UseStatusCodePages();
        app.MapGet("/", () => new
        {
            limits = new { bytes = MaxRequestBytes, rows = MaxRows },
            encode = encoder.Describe(),
            decode = decoder.Describe(),
        });
        app.MapPost("/encode", (Dictionary<string, float[][]?> inputs) => Answer(encoder, inputs));
        app.MapPost("/decode", (Dictionary<string, float[][]?> inputs) => Answer(decoder, inputs));
        return app;
    }

    private static OnnxStage Open(IConfiguration configuration, string name) => configuration[name] is { Length: > 0 } path
        ? new(path)
        : throw new ArgumentException($"Pass the exported file as --{name}=FILE.");

    private static IResult Answer(OnnxStage stage, IReadOnlyDictionary<string, float[][]?> inputs) => stage.Check(inputs, MaxRows) is { } problem
        ? Results.Problem(problem, statusCode: StatusCodes.Status400BadRequest)
        : Results.Ok(stage.Run(inputs!));
}

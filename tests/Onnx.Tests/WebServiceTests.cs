using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using ModelDsl.Onnx.Tests.Models;
using ModelDsl.Onnx.Tests.Support;
using TorchSharp;
using WebService;

namespace ModelDsl.Onnx.Tests;

/// <summary>Sends requests to the sample of a web service, which runs on a free port.</summary>
public sealed class WebServiceTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly SmallVae _model = Stages.Randomized(new SmallVae());
    private readonly HttpClient _client = new();
    private WebApplication _service = null!;

    public async Task InitializeAsync()
    {
        var files = _model.ExportOnnx(_folder.Path);
        _service = Service.Create([$"--encoder={files[0]}", $"--decoder={files[1]}", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None"]);
        await _service.StartAsync();
        _client.BaseAddress = new(_service.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        _client.Dispose();
        _model.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Images_are_encoded_and_their_codes_decoded_as_in_TorchSharp()
    {
        using var images = rand(3, 12);
        var encoded = await Post("encode", new() { ["image"] = Rows(images) });
        using var expected = _model.Encode(images);
        Assert.Equal(["log_variance", "mean"], encoded.Keys.Order());
        OnnxFile.AssertClose("mean", expected.Mean, Of(encoded["mean"]));
        OnnxFile.AssertClose("log_variance", expected.LogVariance, Of(encoded["log_variance"]));

        var decoded = await Post("decode", new() { ["code"] = encoded["mean"] });
        using var pixels = new ElboAttribute(Likelihood.ContinuousBernoulli).Create()!.ToPixels(_model.Decode(expected.Mean));
        OnnxFile.AssertClose("image", pixels, Of(decoded["image"]));
    }

    [Fact]
    public async Task The_service_states_its_inputs_and_limits()
    {
        var description = await _client.GetFromJsonAsync<JsonElement>("/");
        Assert.Equal([Service.MaxRequestBytes, Service.MaxRows], description.GetProperty("limits").EnumerateObject().Select(limit => limit.Value.GetInt32()));
        Assert.Equal(12, description.GetProperty("encode").GetProperty("inputs").GetProperty("image")[0].GetInt32());
        Assert.Equal("SmallVae", description.GetProperty("decode").GetProperty("metadata").GetProperty("model").GetString());
    }

    [Theory]
    [InlineData("""{ "image": [[1, 2]] }""", "Row 0 of image has 2 numbers; send 12, those of the shape [12].")]
    [InlineData("""{ "image": [] }""", "There are 0 rows; send 1 to 64.")]
    [InlineData("""{ "image": [null] }""", "Row 0 of image has 0 numbers; send 12, those of the shape [12].")]
    [InlineData("""{ "image": [[1,2,3,4,5,6,7,8,9,10,11,1e39]] }""", "Number 11 of row 0 of image is not finite in single precision.")]
    [InlineData("""{ "picture": [[1]] }""", "'picture' is not an input. The inputs are: image.")]
    [InlineData("{ }", "The input image is missing. The inputs are: image.")]
    public async Task A_mistaken_request_gets_an_error_that_says_what_to_send(string body, string problem)
    {
        using var answer = await Send(body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(problem, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("""{ "image": [["a"]] }""", HttpStatusCode.BadRequest)]
    [InlineData("""{ "image": [[NaN]] }""", HttpStatusCode.BadRequest)]
    [InlineData("{", HttpStatusCode.BadRequest)]
    public async Task A_malformed_request_is_refused(string body, HttpStatusCode status)
    {
        using var answer = await Send(body);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Too_many_rows_and_too_many_bytes_are_refused()
    {
        using var rows = await Send($$"""{ "image": [{{string.Join(',', Enumerable.Repeat("[]", Service.MaxRows + 1))}}] }""");
        Assert.Equal(HttpStatusCode.BadRequest, rows.StatusCode);
        using var bytes = await Send(new string(' ', Service.MaxRequestBytes) + "{ }");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, bytes.StatusCode);
    }

    private async Task<HttpResponseMessage> Send(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        // The client waits for the server's answer before it sends the body. The server closes the connection of a body that it refuses.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/encode") { Content = content, Headers = { ExpectContinue = true } };
        return await _client.SendAsync(request);
    }

    private async Task<Dictionary<string, float[][]>> Post(string stage, Dictionary<string, float[][]> inputs)
    {
        using var answer = await _client.PostAsJsonAsync(stage, inputs);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<Dictionary<string, float[][]>>())!;
    }

    private static float[][] Rows(Tensor values) => [.. values.data<float>().ToArray().Chunk((int)values.shape[1])];

    private static Tensor Of(float[][] rows) => tensor(rows.SelectMany(row => row).ToArray()).reshape(rows.Length, -1);
}

// dotnet run --project samples/WebService -- --encoder=Vae.Encode.onnx --decoder=Vae.Decode.onnx
using WebService;

Service.Create(args).Run();

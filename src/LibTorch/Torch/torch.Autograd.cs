using static TorchSharp.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Does autograd record on this thread?</summary>
    public static bool is_grad_enabled() => mdl_grad_enabled() != 0;

    /// <summary>Stops autograd's recording on this thread, until the result is disposed.</summary>
    public static IDisposable no_grad() => new GradMode(false);

    /// <summary>Lets autograd record on this thread, until the result is disposed.</summary>
    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    /// <summary>Starts or stops autograd's recording on this thread, until the result is disposed.</summary>
    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    /// <summary>Stops autograd and its bookkeeping on this thread, until the result is disposed: what is made can never be differentiated.</summary>
    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    /// <summary>Is autograd stopped by <see cref="inference_mode"/> on this thread?</summary>
    public static bool is_inference_mode_enabled() => mdl_inference_mode_enabled() != 0;

    private sealed class InferenceMode(bool enabled) : IDisposable
    {
        private nint _guard = mdl_inference_mode_enter(enabled ? 1 : 0);

        public void Dispose()
        {
            mdl_inference_mode_leave(_guard);
            _guard = 0;
        }
    }

    private sealed class GradMode : IDisposable
    {
        private readonly int _before = mdl_grad_enabled();

        public GradMode(bool enabled) => mdl_set_grad_enabled(enabled ? 1 : 0);

        public void Dispose() => mdl_set_grad_enabled(_before);
    }

    /// <summary>Derivatives.</summary>
    public static unsafe class autograd
    {
        /// <summary>The gradients of the outputs' sum with respect to the inputs.</summary>
        /// <param name="outputs">What is differentiated.</param>
        /// <param name="inputs">What it is differentiated by.</param>
        /// <param name="grad_outputs">The gradient with respect to each output; needed unless it is a number.</param>
        /// <param name="retain_graph">Keep what a second pass needs?</param>
        /// <param name="create_graph">Record the pass itself, for derivatives of the derivative?</param>
        /// <param name="allow_unused">Give null for an input that no output depends on, and do not throw?</param>
        /// <returns>One gradient an input.</returns>
        public static IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null,
            bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            using var roots = new TensorList(outputs);
            using var leaves = new TensorList(inputs);
            using var gradients = new TensorList(grad_outputs);
            var found = new nint[leaves.Count];
            fixed (nint* results = found)
            {
                mdl_grad(
                    roots.Handles, leaves.Handles, gradients.Handles,
                    retain_graph || create_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, results).Check();
            }
            return Array.ConvertAll(found, native => native == 0 ? null! : new Tensor(native));
        }

        /// <summary>Adds the gradients of tensors to the leaves that they were computed from.</summary>
        /// <param name="tensors">What is differentiated.</param>
        /// <param name="grad_tensors">The gradient with respect to each tensor; needed unless it is a number.</param>
        /// <param name="retain_graph">Keep what a second pass needs? As <paramref name="create_graph"/> where null.</param>
        /// <param name="create_graph">Record the pass itself, for derivatives of the derivative?</param>
        /// <param name="inputs">The leaves that get a gradient; all of them where null.</param>
        public static void backward(
            IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            using var roots = new TensorList(tensors);
            using var gradients = new TensorList(grad_tensors);
            using var leaves = new TensorList(inputs);
            mdl_backward(roots.Handles, gradients.Handles, retain_graph ?? create_graph ? 1 : 0, create_graph ? 1 : 0, leaves.Handles).Check();
        }

        /// <summary>Makes backward passes say which operator a failure or NaN stems from, until the result is disposed. Slow.</summary>
        /// <param name="check_nan">Is a NaN an error?</param>
        public static AnomalyMode detect_anomaly(bool check_nan = true) => new(true, check_nan);

        /// <inheritdoc cref="backward(IList{Tensor}, IList{Tensor}?, bool?, bool, IList{Tensor}?)"/>
        public static void backward(
            Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward((IList<Tensor>)[tensor], grad_tensors, retain_graph, create_graph, inputs);
    }
}

using static TorchSharp.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        /// <summary>Does autograd record what is done with the tensor?</summary>
        public bool requires_grad
        {
            get => mdl_tensor_requires_grad(Native) != 0;
            set => mdl_tensor_set_requires_grad(Native, value ? 1 : 0).Check();
        }

        /// <summary>Was the tensor made by the user, and not by an operator that autograd recorded?</summary>
        public bool is_leaf => mdl_tensor_is_leaf(Native) != 0;

        /// <summary>The gradient that <see cref="backward()"/> gathered; null where there is none.</summary>
        public Tensor? grad
        {
            get
            {
                mdl_tensor_grad(Native, out var gradient).Check();
                return gradient == 0 ? null : new Tensor(gradient);
            }
            set
            {
                using var gradient = new TensorList([value]);
                mdl_tensor_set_grad(Native, gradient.Handles.Items[0]).Check();
            }
        }

        /// <summary>Lets autograd record what is done with the tensor.</summary>
        /// <returns>The tensor itself.</returns>
        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        /// <summary>Lets autograd record what is done with the tensor.</summary>
        /// <returns>The tensor itself.</returns>
        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        /// <summary>Lets a tensor that an operator made keep its gradient.</summary>
        public void retain_grad() => mdl_tensor_retain_grad(Native).Check();

        /// <summary>Adds the gradient of this number to every leaf that it was computed from.</summary>
        public void backward()
        {
            using var held = Native.Hold();
            var root = held.Native;
            mdl_backward(new(&root, 1), default, 0, 0, default).Check();
        }

        /// <summary>Adds the gradient to the leaves that this was computed from.</summary>
        /// <param name="grad_tensors">The gradient with respect to this tensor; needed unless it is a number.</param>
        /// <param name="retain_graph">Keep what a second pass needs?</param>
        /// <param name="create_graph">Record the pass itself, for derivatives of the derivative?</param>
        /// <param name="inputs">The leaves that get a gradient; all of them where null.</param>
        public void backward(
            IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward(this, grad_tensors, retain_graph || create_graph, create_graph, inputs);

        /// <summary>The same data without the history that autograd recorded, sharing memory.</summary>
        public Tensor detach() => Op.Detach.Tensor(this);

        /// <summary>Forgets the history that autograd recorded.</summary>
        public Tensor detach_() => Op.Detach_.InPlace(this);
    }
}

file static class Op
{
    public static readonly Operator Detach = new("detach(self)");
    public static readonly Operator Detach_ = new("detach_(self)");
}

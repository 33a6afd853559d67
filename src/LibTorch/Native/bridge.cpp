// The C interface through which the managed side drives libtorch.
//
// Operators have no function of their own here: a call site names an operator and some of its arguments, is bound once
// against the schema that the loaded libtorch has, and is then called boxed through the dispatcher, autograd included.
// So this file knows no operator, and builds unchanged against libtorch 1.13 and 2.x.
//
// Ownership: a tensor or generator crosses the border as a pointer to its implementation, which owns one reference.
// Arguments are borrowed; results are owned by the caller, which gives them back with mdl_tensor_release or
// mdl_generator_release. No exception crosses: a function that can fail returns a status, and mdl_error the message.

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <ATen/core/Tensor.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/grad_mode.h>
#include <c10/core/DefaultDtype.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/anomaly_mode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/version.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <malloc.h>
#include <mutex>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#define MDL_EXPORT extern "C" __attribute__((visibility("default")))

namespace {

using TensorPtr = c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>;
using GeneratorPtr = c10::intrusive_ptr<c10::GeneratorImpl>;

// Memory.

/// glibc gives freed blocks of megabytes back to the system, so that every training step faults the pages of its activations
/// in again: a fifth of the time of a small convolutional network. Kept, they serve the next step, and the resident memory
/// stays level at what one step needs.
__attribute__((constructor)) void keep_freed_memory()
{
    mallopt(M_MMAP_THRESHOLD, 32 << 20); // the most that glibc accepts
    mallopt(M_TRIM_THRESHOLD, 512 << 20);
}

// Errors.

enum Status : int32_t { Ok = 0, Failed = 1 };

thread_local std::string last_error;

[[noreturn]] void fail(const std::string& message) { throw std::runtime_error(message); }

/// libtorch's message without the C++ stack frames that it may carry.
std::string without_frames(const char* message)
{
    std::string text(message);
    for (const char* mark : {"\nException raised from ", "\n\nStack trace:", "\nStack trace below:"})
        text.resize(std::min(text.size(), text.find(mark)));
    return text;
}

template <class Body>
Status guarded(Body&& body) noexcept
{
    try
    {
        body();
        return Ok;
    }
    catch (const c10::Error& error) { last_error = without_frames(error.what_without_backtrace()); }
    catch (const std::exception& error) { last_error = without_frames(error.what()); }
    catch (...) { last_error = "libtorch threw something that is no exception"; }
    return Failed;
}

// References.

at::Tensor borrow(c10::TensorImpl* tensor) { return at::Tensor(TensorPtr::reclaim_copy(tensor)); }
at::Generator borrow(c10::GeneratorImpl* generator) { return at::Generator(GeneratorPtr::reclaim_copy(generator)); }

c10::TensorImpl* own(at::Tensor tensor) { return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr; }

std::vector<at::Tensor> borrow(c10::TensorImpl* const* tensors, int32_t count)
{
    std::vector<at::Tensor> result;
    result.reserve(count);
    for (int32_t i = 0; i < count; i++)
        result.push_back(tensors[i] ? borrow(tensors[i]) : at::Tensor());
    return result;
}

c10::Device device_of(int64_t bits)
{
    return c10::Device(static_cast<c10::DeviceType>(bits >> 8), static_cast<int8_t>(bits & 0xff));
}

// Values.

enum Tag : int32_t { None, Tensor, Int, Double, Bool, IntList, DoubleList, TensorList, String, Device, Generator };

const char* const tag_names[] = {"nothing", "a tensor", "an integer", "a number", "a bool", "a list of integers",
                                 "a list of numbers", "a list of tensors", "a string", "a device", "a generator"};

/// One argument or result: a scalar's bits, or a pointer; lists also have a length.
struct Value
{
    int64_t bits;
    Tag tag;
    int32_t length;

    double number() const
    {
        double result;
        std::memcpy(&result, &bits, sizeof result);
        return result;
    }
    template <class T> T* pointer() const { return reinterpret_cast<T*>(bits); }

    Value element(int32_t index) const
    {
        const Tag kind = tag == IntList ? Int : tag == DoubleList ? Double : pointer<int64_t>()[index] ? Tensor : None;
        return {pointer<int64_t>()[index], kind, 0};
    }
};

c10::IValue to_ivalue(const Value& value, const c10::TypePtr& type);

c10::IValue to_list(const Value& value, const c10::TypePtr& element)
{
    const bool symbolic = element->kind() == c10::TypeKind::SymIntType;
    const c10::TypePtr type = symbolic ? c10::TypePtr(c10::IntType::get()) : element;
    c10::impl::GenericList list(type);
    const bool single = value.tag == Int || value.tag == Double || value.tag == Bool;
    const int32_t count = single ? 1 : value.length;
    list.reserve(count);
    for (int32_t i = 0; i < count; i++)
        list.push_back(to_ivalue(single ? value : value.element(i), type));
    return list;
}

/// Converts to what the schema asks for; a type that the value cannot have is an error that names both.
c10::IValue to_ivalue(const Value& value, const c10::TypePtr& type)
{
    using Kind = c10::TypeKind;
    const Tag tag = value.tag;
    switch (type->kind())
    {
        case Kind::OptionalType:
            return tag == None ? c10::IValue() : to_ivalue(value, type->containedType(0));
        case Kind::TensorType:
            if (tag == Tensor) return borrow(value.pointer<c10::TensorImpl>());
            break;
        case Kind::NumberType:
            if (tag == Double) return value.number();
            if (tag == Int) return value.bits;
            if (tag == Bool) return value.bits != 0;
            break;
        case Kind::IntType:
        case Kind::SymIntType:
            if (tag == Int) return value.bits;
            break;
        case Kind::FloatType:
            if (tag == Double) return value.number();
            if (tag == Int) return static_cast<double>(value.bits);
            break;
        case Kind::BoolType:
            if (tag == Bool) return value.bits != 0;
            break;
        case Kind::ListType:
            if (tag != None && tag < String && tag != Tensor) return to_list(value, type->containedType(0));
            break;
        case Kind::StringType:
            if (tag == String) return std::string(value.pointer<char>(), value.length);
            break;
        case Kind::DeviceObjType:
            if (tag == Device) return device_of(value.bits);
            break;
        case Kind::GeneratorType:
            if (tag == Generator) return borrow(value.pointer<c10::GeneratorImpl>());
            break;
        default:
            break;
    }
    fail("needs " + type->str() + " and got " + tag_names[tag]);
}

Value to_value(c10::IValue&& result)
{
    if (result.isTensor()) return {reinterpret_cast<int64_t>(own(std::move(result).toTensor())), Tensor, 0};
    if (result.isInt()) return {result.toInt(), Int, 0};
    if (result.isBool()) return {result.toBool(), Bool, 0};
    if (result.isDouble())
    {
        Value value{0, Double, 0};
        const double number = result.toDouble();
        std::memcpy(&value.bits, &number, sizeof number);
        return value;
    }
    if (result.isTensorList())
    {
        auto tensors = result.toTensorVector();
        auto** handles = static_cast<c10::TensorImpl**>(std::malloc(sizeof(void*) * std::max<size_t>(tensors.size(), 1)));
        std::transform(tensors.begin(), tensors.end(), handles, own);
        return {reinterpret_cast<int64_t>(handles), TensorList, static_cast<int32_t>(tensors.size())};
    }
    if (result.isNone()) return {0, None, 0};
    fail("gives a result of type " + result.tagKind() + ", which has no counterpart");
}

/// An operator with the places of some of its arguments; what is not passed takes the schema's default.
struct CallSite
{
    struct Slot
    {
        const c10::Argument* argument;
        int32_t passed; // the index among the passed values, or -1
    };

    c10::OperatorHandle op;
    std::vector<Slot> slots;

    CallSite(const c10::OperatorHandle& handle, const std::vector<std::string>& names) : op(handle)
    {
        const auto& arguments = op.schema().arguments();
        for (const auto& name : names)
            if (std::none_of(arguments.begin(), arguments.end(), [&](const auto& a) { return a.name() == name; }))
                fail("has no argument '" + name + "': " + toString(op.schema()));
        for (const auto& argument : arguments)
        {
            const auto found = std::find(names.begin(), names.end(), argument.name());
            const int32_t passed = found == names.end() ? -1 : static_cast<int32_t>(found - names.begin());
            if (passed < 0 && !argument.default_value())
                fail("needs the argument '" + argument.name() + "': " + toString(op.schema()));
            slots.push_back({&argument, passed});
        }
    }

    c10::IValue argument(const Slot& slot, const Value* values) const
    {
        const auto& defaulted = slot.argument->default_value();
        if (slot.passed < 0) return *defaulted;
        const Value& value = values[slot.passed];
        if (value.tag == None && defaulted) return *defaulted;
        try { return to_ivalue(value, slot.argument->type()); }
        catch (const std::runtime_error& error)
        {
            fail(op.schema().name() + ": the argument '" + slot.argument->name() + "' " + error.what());
        }
    }
};

/// The operator's overload of that name. Versions of libtorch rename overloads: where it is missing, the one other overload that
/// takes these arguments serves; two that do would be a guess.
CallSite find(const c10::OperatorName& name, const std::vector<std::string>& names)
{
    auto& dispatcher = c10::Dispatcher::singleton();
    if (const auto handle = dispatcher.findSchema(name))
        return CallSite(*handle, names);
    std::vector<CallSite> fitting;
    for (const auto& other : dispatcher.getAllOpNames())
    {
        const auto handle = other.name == name.name ? dispatcher.findSchema(other) : c10::nullopt;
        if (!handle) continue;
        try { fitting.emplace_back(*handle, names); }
        catch (const std::runtime_error&) { } // takes other arguments
    }
    if (fitting.size() == 1)
        return fitting.front();
    std::string candidates;
    for (const auto& site : fitting)
        candidates += "\n  " + toString(site.op.schema());
    fail("is no operator of libtorch " TORCH_VERSION +
         (fitting.empty() ? std::string(", nor has it an overload with these arguments") : ", and several overloads take its arguments:" + candidates));
}

static_assert(!std::is_base_of<std::runtime_error, c10::Error>::value, "a wrong argument is told from libtorch's errors");

} // namespace

MDL_EXPORT const char* mdl_error() { return last_error.c_str(); }
/// The version of the libtorch that this was compiled against.
MDL_EXPORT const char* mdl_version() { return TORCH_VERSION; }

/// The version of the libtorch that is loaded; empty where it does not say.
MDL_EXPORT const char* mdl_loaded_version()
{
    static const std::string version = [] {
        const std::string config = at::show_config(), mark = "TORCH_VERSION=";
        const auto start = config.find(mark);
        return start == std::string::npos ? "" : config.substr(start + mark.size(), config.find(',', start) - start - mark.size());
    }();
    return version.c_str();
}

/// The file of the libtorch that is loaded.
MDL_EXPORT const char* mdl_loaded_path()
{
    Dl_info library{};
    return dladdr(reinterpret_cast<void*>(&at::show_config), &library) ? library.dli_fname : "";
}

MDL_EXPORT void mdl_free(void* memory) { std::free(memory); }

// Operators.

/// Binds an operator ("aten::add"), its overload ("Tensor", or "") and the comma-separated names of the arguments to pass.
MDL_EXPORT int32_t mdl_bind(const char* name, const char* overload, const char* arguments, CallSite** site)
{
    return guarded([&] {
        const std::string full = std::string(name) + (*overload ? "." : "") + overload;
        std::vector<std::string> names;
        std::istringstream list(arguments);
        for (std::string item; std::getline(list, item, ',');)
            names.push_back(item);
        try { *site = new CallSite(find({name, overload}, names)); }
        catch (const std::runtime_error& error) { fail(full + " " + error.what()); }
    });
}

/// Calls with the values in the order of the bound names; the results beyond the capacity are let go.
MDL_EXPORT int32_t mdl_call(const CallSite* site, const Value* values, Value* results, int32_t capacity)
{
    return guarded([&] {
        std::vector<c10::IValue> stack;
        stack.reserve(site->slots.size() + 1);
        for (const auto& slot : site->slots)
            stack.push_back(site->argument(slot, values));
        site->op.callBoxed(&stack);
        const int32_t count = std::min(capacity, static_cast<int32_t>(stack.size()));
        for (int32_t i = 0; i < count; i++)
            results[i] = to_value(std::move(stack[i]));
    });
}

// Tensors.

MDL_EXPORT void mdl_tensor_release(c10::TensorImpl* tensor) { TensorPtr::reclaim(tensor); }
MDL_EXPORT c10::TensorImpl* mdl_tensor_share(c10::TensorImpl* tensor) { return own(borrow(tensor)); }

MDL_EXPORT int32_t mdl_tensor_dim(const c10::TensorImpl* tensor) { return static_cast<int32_t>(tensor->dim()); }

static void copy_some(c10::IntArrayRef from, int64_t* to, int32_t capacity)
{
    std::copy_n(from.begin(), std::min<size_t>(from.size(), capacity), to);
}

MDL_EXPORT void mdl_tensor_sizes(const c10::TensorImpl* tensor, int64_t* sizes, int32_t capacity)
{
    copy_some(tensor->sizes(), sizes, capacity);
}
MDL_EXPORT void mdl_tensor_strides(const c10::TensorImpl* tensor, int64_t* strides, int32_t capacity)
{
    copy_some(tensor->strides(), strides, capacity);
}

MDL_EXPORT int64_t mdl_tensor_numel(const c10::TensorImpl* tensor) { return tensor->numel(); }
MDL_EXPORT int32_t mdl_tensor_dtype(const c10::TensorImpl* tensor)
{
    return static_cast<int32_t>(c10::typeMetaToScalarType(tensor->dtype()));
}
MDL_EXPORT int64_t mdl_tensor_device(const c10::TensorImpl* tensor)
{
    const auto device = tensor->device();
    return static_cast<int64_t>(device.type()) << 8 | static_cast<uint8_t>(device.index());
}
MDL_EXPORT int32_t mdl_tensor_is_contiguous(const c10::TensorImpl* tensor) { return tensor->is_contiguous(); }
MDL_EXPORT int32_t mdl_tensor_requires_grad(const c10::TensorImpl* tensor) { return tensor->requires_grad(); }
MDL_EXPORT int32_t mdl_tensor_is_leaf(c10::TensorImpl* tensor) { return borrow(tensor).is_leaf(); }

MDL_EXPORT int32_t mdl_tensor_data(c10::TensorImpl* tensor, void** data)
{
    return guarded([&] { *data = borrow(tensor).data_ptr(); });
}

MDL_EXPORT int32_t mdl_default_dtype() { return static_cast<int32_t>(c10::get_default_dtype_as_scalartype()); }
MDL_EXPORT int32_t mdl_set_default_dtype(int32_t type)
{
    return guarded([&] { c10::set_default_dtype(c10::scalarTypeToTypeMeta(static_cast<c10::ScalarType>(type))); });
}

// Autograd.

MDL_EXPORT int32_t mdl_tensor_set_requires_grad(c10::TensorImpl* tensor, int32_t value)
{
    return guarded([&] { borrow(tensor).requires_grad_(value != 0); });
}

MDL_EXPORT int32_t mdl_tensor_grad(c10::TensorImpl* tensor, c10::TensorImpl** grad)
{
    return guarded([&] { *grad = own(borrow(tensor).grad()); });
}

MDL_EXPORT int32_t mdl_tensor_set_grad(c10::TensorImpl* tensor, c10::TensorImpl* grad)
{
    return guarded([&] { borrow(tensor).mutable_grad() = grad ? borrow(grad) : at::Tensor(); });
}

MDL_EXPORT int32_t mdl_tensor_retain_grad(c10::TensorImpl* tensor) { return guarded([&] { borrow(tensor).retain_grad(); }); }

/// A list of tensors, borrowed; null stands for an undefined one.
struct Tensors
{
    c10::TensorImpl* const* items;
    int32_t count;

    operator std::vector<at::Tensor>() const { return borrow(items, count); }
};

MDL_EXPORT int32_t mdl_backward(Tensors roots, Tensors gradients, int32_t retain_graph, int32_t create_graph, Tensors inputs)
{
    return guarded([&] { torch::autograd::backward(roots, gradients, retain_graph != 0, create_graph != 0, inputs); });
}

/// Writes one owned gradient, or null, for each input.
MDL_EXPORT int32_t mdl_grad(Tensors outputs, Tensors inputs, Tensors gradients, int32_t retain_graph, int32_t create_graph,
                            int32_t allow_unused, c10::TensorImpl** results)
{
    return guarded([&] {
        auto found = torch::autograd::grad(outputs, inputs, gradients, retain_graph != 0, create_graph != 0, allow_unused != 0);
        std::transform(found.begin(), found.end(), results, own);
    });
}

MDL_EXPORT int32_t mdl_grad_enabled() { return c10::GradMode::is_enabled(); }
MDL_EXPORT void mdl_set_grad_enabled(int32_t enabled) { c10::GradMode::set_enabled(enabled != 0); }

/// The guard restores the thread's mode when it is left.
MDL_EXPORT c10::InferenceMode* mdl_inference_mode_enter(int32_t enabled) { return new c10::InferenceMode(enabled != 0); }
MDL_EXPORT void mdl_inference_mode_leave(c10::InferenceMode* guard) { delete guard; }
MDL_EXPORT int32_t mdl_inference_mode_enabled() { return c10::InferenceMode::is_enabled(); }

MDL_EXPORT void mdl_set_anomaly(int32_t enabled, int32_t check_nan) { torch::autograd::AnomalyMode::set_enabled(enabled != 0, check_nan != 0); }
MDL_EXPORT int32_t mdl_anomaly_enabled() { return torch::autograd::AnomalyMode::is_enabled(); }
MDL_EXPORT int32_t mdl_anomaly_checks_nan() { return torch::autograd::AnomalyMode::should_check_nan(); }

// Randomness.

/// A generator is not thread-safe by itself.
template <class Body>
static Status locked(c10::GeneratorImpl* generator, Body&& body)
{
    return guarded([&] {
        std::lock_guard<std::mutex> lock(generator->mutex_);
        body();
    });
}

MDL_EXPORT int32_t mdl_manual_seed(uint64_t seed) { return guarded([&] { at::manual_seed(seed); }); }

MDL_EXPORT c10::GeneratorImpl* mdl_generator_default()
{
    return at::Generator(at::detail::getDefaultCPUGenerator()).unsafeReleaseGeneratorImpl();
}

MDL_EXPORT int32_t mdl_generator_new(uint64_t seed, int64_t device, c10::GeneratorImpl** generator)
{
    return guarded([&] {
        // A copy of the device's default generator: so no device's own header is needed.
        auto made = at::globalContext().defaultGenerator(device_of(device)).clone();
        made.set_current_seed(seed);
        *generator = made.unsafeReleaseGeneratorImpl();
    });
}

MDL_EXPORT void mdl_generator_release(c10::GeneratorImpl* generator) { GeneratorPtr::reclaim(generator); }
MDL_EXPORT uint64_t mdl_generator_initial_seed(c10::GeneratorImpl* generator) { return generator->current_seed(); }

MDL_EXPORT int32_t mdl_generator_manual_seed(c10::GeneratorImpl* generator, uint64_t seed)
{
    return locked(generator, [&] { generator->set_current_seed(seed); });
}

MDL_EXPORT int32_t mdl_generator_seed(c10::GeneratorImpl* generator, uint64_t* seed)
{
    return locked(generator, [&] { *seed = generator->seed(); });
}

MDL_EXPORT int32_t mdl_generator_get_state(c10::GeneratorImpl* generator, c10::TensorImpl** state)
{
    return locked(generator, [&] { *state = own(at::Tensor::wrap_tensor_impl(generator->get_state())); });
}

MDL_EXPORT int32_t mdl_generator_set_state(c10::GeneratorImpl* generator, c10::TensorImpl* state)
{
    return locked(generator, [&] { generator->set_state(*state); });
}

// The machine.

MDL_EXPORT int32_t mdl_num_threads() { return at::get_num_threads(); }
MDL_EXPORT int32_t mdl_set_num_threads(int32_t count) { return guarded([&] { at::set_num_threads(count); }); }

// Switches of libtorch's, for the whole process.
MDL_EXPORT int32_t mdl_allow_tf32_matmul() { return at::globalContext().allowTF32CuBLAS(); }
MDL_EXPORT int32_t mdl_set_allow_tf32_matmul(int32_t value) { return guarded([&] { at::globalContext().setAllowTF32CuBLAS(value != 0); }); }
MDL_EXPORT int32_t mdl_allow_tf32_cudnn() { return at::globalContext().allowTF32CuDNN(); }
MDL_EXPORT int32_t mdl_set_allow_tf32_cudnn(int32_t value) { return guarded([&] { at::globalContext().setAllowTF32CuDNN(value != 0); }); }
MDL_EXPORT int32_t mdl_deterministic() { return at::globalContext().deterministicAlgorithms(); }
MDL_EXPORT int32_t mdl_deterministic_warn_only() { return at::globalContext().deterministicAlgorithmsWarnOnly(); }
MDL_EXPORT int32_t mdl_set_deterministic(int32_t value, int32_t warn_only)
{
    return guarded([&] {
        // What cuBLAS needs for it, and reads when CUDA starts; a process of .NET cannot set it for native code.
        if (value) setenv("CUBLAS_WORKSPACE_CONFIG", ":4096:8", 0);
        at::globalContext().setDeterministicAlgorithms(value != 0, warn_only != 0);
    });
}

// CUDA.
MDL_EXPORT int32_t mdl_cuda_built() { return at::Context::hasCUDART(); }
/// A negative index stands for the current device.
MDL_EXPORT int32_t mdl_cuda_synchronize(int32_t index)
{
    return guarded([&] {
        const auto& hooks = at::detail::getCUDAHooks();
        hooks.deviceSynchronize(index < 0 ? hooks.current_device() : index);
    });
}
MDL_EXPORT int32_t mdl_cuda_device_count() { return static_cast<int32_t>(at::hasCUDA() ? at::getNumGPUs() : 0); }

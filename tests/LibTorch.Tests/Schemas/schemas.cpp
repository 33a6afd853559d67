// Operators whose schemas differ from what a call site was written for, as those of another libtorch version may.
#include <ATen/ATen.h>
#include <torch/library.h>

namespace {

at::Tensor sum(const at::Tensor& self, const at::Tensor& other) { return self + other; }
at::Tensor scaled(const at::Tensor& self, const at::Tensor& other, double factor) { return self + other * factor; }
at::Tensor reordered(const at::Tensor& other, const at::Tensor& self) { return self - other; }
at::Tensor number(const at::Tensor& self, const at::Scalar& amount) { return self * amount; }
at::Tensor fraction(const at::Tensor& self, double amount) { return self * amount; }
at::Tensor symbolic(const at::Tensor& self, c10::SymInt amount) { return self * amount.expect_int(); }

} // namespace

TORCH_LIBRARY(modeldsl_schemas, library)
{
    library.def("more(Tensor self, Tensor other, *, float factor=2) -> Tensor", scaled);
    library.def("must(Tensor self, Tensor other, float factor) -> Tensor", scaled);
    library.def("reordered(Tensor other, Tensor self) -> Tensor", reordered);
    library.def("renamed.NewName(Tensor self, Tensor other) -> Tensor", sum);
    library.def("renamed.Scaled(Tensor self, Tensor other, float factor) -> Tensor", scaled);
    library.def("twice.One(Tensor self, Tensor other) -> Tensor", sum);
    library.def("twice.Two(Tensor self, Tensor other) -> Tensor", sum);
    library.def("number(Tensor self, Scalar amount) -> Tensor", number);
    library.def("fraction(Tensor self, float amount) -> Tensor", fraction);
    library.def("symbolic(Tensor self, SymInt amount) -> Tensor", symbolic);
}

using Lamina.Ops;

namespace Lamina.Benchmarks.Kernels;

/// <summary>The convolutions of the networks, and both their gradients.</summary>
static class ConvolutionKernels
{
    public static IEnumerable<Kernel> All =>
    [
        .. Of("cnn", 32, 1, 28, 32, 3, 1, 0),
        .. Of("lenet-1", 32, 1, 32, 6, 5, 1, 0),
        .. Of("lenet-2", 32, 6, 14, 16, 5, 1, 0),
        .. Of("resnet20-stem", 128, 3, 32, 16, 3, 1, 1),
        .. Of("resnet20-16", 128, 16, 32, 16, 3, 1, 1),
        .. Of("resnet20-16to32", 128, 16, 32, 32, 3, 2, 1),
        .. Of("resnet20-32", 128, 32, 16, 32, 3, 1, 1),
        .. Of("resnet20-64", 128, 64, 8, 64, 3, 1, 1),
        .. Of("resnet18-stem", 8, 3, 224, 64, 7, 2, 3),
        .. Of("resnet18-64", 8, 64, 56, 64, 3, 1, 1),
        .. Of("resnet18-64to128", 8, 64, 56, 128, 3, 2, 1),
        .. Of("resnet18-1x1", 8, 64, 56, 128, 1, 2, 0),
        .. Of("resnet18-128", 8, 128, 28, 128, 3, 1, 1),
        .. Of("resnet18-256", 8, 256, 14, 256, 3, 1, 1),
        .. Of("resnet18-512", 8, 512, 7, 512, 3, 1, 1),
    ];

    static IEnumerable<Kernel> Of(string name, int batch, int channels, int size, int outChannels, int kernel, int stride, int padding)
    {
        ConvSettings settings = new(StrideHeight: stride, StrideWidth: stride, PadTop: padding, PadLeft: padding, PadBottom: padding, PadRight: padding);
        long end = ((size + (2 * padding) - kernel) / stride) + 1;
        Tensor X() => Kernel.Numbers(1, batch, channels, size, size);
        Tensor W() => Kernel.Numbers(2, outChannels, channels, kernel, kernel);
        Tensor Upstream() => Kernel.Numbers(3, batch, outChannels, end, end);
        yield return Make("forward", () =>
        {
            Tensor x = X(), w = W();
            return () => x.Conv2d(w, null, settings);
        });
        if (channels > 3)
        {
            yield return Make("input", () =>
            {
                Tensor upstream = Upstream(), w = W();
                return () => Dispatch.Run(new Conv2dInputGradient(settings, [batch, channels, size, size]), upstream, w);
            });
        }

        yield return Make("weight", () =>
        {
            Tensor upstream = Upstream(), x = X();
            return () => Dispatch.Run(new Conv2dWeightGradient(settings, [outChannels, channels, kernel, kernel]), upstream, x);
        });

        Kernel Make(string what, Func<Func<Tensor>> make) => new(
            $"conv-{name}-{what}",
            new() { ["op"] = "conv", ["what"] = what, ["batch"] = batch, ["channels"] = channels, ["size"] = size, ["out_channels"] = outChannels, ["kernel"] = kernel, ["stride"] = stride, ["padding"] = padding, ["end"] = end },
            make);
    }
}

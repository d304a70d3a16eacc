using System.Globalization;

namespace Inpud.Registry.Api.Tests.Site.Map;

/// <summary>A colour as WCAG and the simulations of colour blindness reckon with it: the light of each of its three parts, from 0 to 1.</summary>
internal readonly record struct Colour(double Red, double Green, double Blue)
{
    public static Colour Of(string hex)
    {
        return new Colour(Part(1), Part(3), Part(5));

        double Part(int start)
        {
            var part = int.Parse(hex.AsSpan(start, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
        }
    }

    /// <summary>The relative luminance of WCAG 2.</summary>
    public double Luminance => 0.2126 * Red + 0.7152 * Green + 0.0722 * Blue;

    /// <summary>The contrast of WCAG 2, from 1 to 21.</summary>
    public double Contrast(Colour other)
    {
        var (lighter, darker) = (Math.Max(Luminance, other.Luminance), Math.Min(Luminance, other.Luminance));
        return (lighter + 0.05) / (darker + 0.05);
    }

    /// <summary>What an eye sees from afar where a part of the ground has this colour.</summary>
    public Colour On(Colour ground, double share) =>
        new(share * Red + (1 - share) * ground.Red, share * Green + (1 - share) * ground.Green, share * Blue + (1 - share) * ground.Blue);

    /// <summary>The colour as an eye without one kind of cones sees it (Machado, Oliveira and Fernandes 2009, severity 1).</summary>
    public Colour SeenWith(string blindness)
    {
        var m = blindness switch
        {
            "protanopia" => new[] { 0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998 },
            "deuteranopia" => [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881],
            "tritanopia" => [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900],
            _ => [1, 0, 0, 0, 1, 0, 0, 0, 1],
        };
        var (red, green, blue) = (Red, Green, Blue);
        return new Colour(Row(0), Row(3), Row(6));

        double Row(int i) => Math.Clamp(m[i] * red + m[i + 1] * green + m[i + 2] * blue, 0, 1);
    }

    /// <summary>How far apart two colours are to the eye (CIE 1976; 2 is the least that one notices).</summary>
    public double Distance(Colour other)
    {
        var (one, two) = (Lab(), other.Lab());
        return Math.Sqrt(Math.Pow(one.L - two.L, 2) + Math.Pow(one.A - two.A, 2) + Math.Pow(one.B - two.B, 2));
    }

    private (double L, double A, double B) Lab()
    {
        var x = F((0.4124 * Red + 0.3576 * Green + 0.1805 * Blue) / 0.95047);
        var y = F(Luminance);
        var z = F((0.0193 * Red + 0.1192 * Green + 0.9505 * Blue) / 1.08883);
        return (116 * y - 16, 500 * (x - y), 200 * (y - z));

        static double F(double t) => t > 0.008856 ? Math.Cbrt(t) : 7.787 * t + 16.0 / 116;
    }
}

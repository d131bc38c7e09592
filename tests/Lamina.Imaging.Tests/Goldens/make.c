/* Writes png.txt: small PNG files made by libpng, an independent encoder, and the pixels that reading them must give.
   One line a file: name, width, height, channels, the PNG file in hexadecimal, the expected bytes in hexadecimal.
   The expected bytes come from the samples that the encoder was given, by round(sample * 255 / largest), not from a decoder.
   Build and run: cc make.c -lpng -o make && ./make > png.txt */
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned char file[1 << 16], expected[1 << 14];
static size_t fileLength, expectedLength;
static unsigned state = 12345;

static unsigned draw(unsigned bound)
{
    state = state * 1664525u + 1013904223u;
    return (unsigned)(((unsigned long long)(state >> 8) * bound) >> 24);
}

static void put(png_structp png, png_bytep data, png_size_t length)
{
    (void)png;
    memcpy(file + fileLength, data, length);
    fileLength += length;
}

static void flush(png_structp png) { (void)png; }

static void hex(const unsigned char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) printf("%02X", bytes[i]);
}

static void one(int color, int bits, int interlaced, int transparent, int width, int height, int filters)
{
    int samples = color == 2 ? 3 : color == 4 ? 2 : color == 6 ? 4 : 1;
    unsigned most = (1u << bits) - 1;
    int colors = bits >= 8 ? 40 : 1 << bits;
    png_color palette[256];
    png_byte alphas[256];
    png_color_16 key;
    memset(&key, 0, sizeof key);
    fileLength = expectedLength = 0;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, 0, 0, 0);
    png_infop info = png_create_info_struct(png);
    png_set_write_fn(png, 0, put, flush);
    png_set_IHDR(png, info, width, height, bits, color, interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, 0, 0);
    png_set_filter(png, 0, filters);
    for (int i = 0; i < 256; i++)
    {
        palette[i].red = draw(256); palette[i].green = draw(256); palette[i].blue = draw(256);
        alphas[i] = draw(256);
    }
    if (color == 3) png_set_PLTE(png, info, palette, colors);

    unsigned *values = malloc(sizeof(unsigned) * width * height * samples);
    for (int i = 0; i < width * height * samples; i++) values[i] = color == 3 ? draw(colors) : draw(most + 1);
    int alphaCount = colors > 3 ? colors - 2 : colors;
    if (transparent && color == 3) png_set_tRNS(png, info, alphas, alphaCount, 0);
    if (transparent && color != 3)
    {
        key.gray = values[0]; key.red = values[0];
        if (samples == 3) { key.green = values[1]; key.blue = values[2]; }
        png_set_tRNS(png, info, 0, 0, &key);
    }

    size_t rowBytes = ((size_t)width * samples * bits + 7) / 8;
    unsigned char *pixels = calloc(rowBytes, height);
    png_bytep rows[64];
    for (int y = 0; y < height; y++)
    {
        rows[y] = pixels + y * rowBytes;
        for (int i = 0; i < width * samples; i++)
        {
            unsigned v = values[y * width * samples + i];
            if (bits == 16) { rows[y][2 * i] = v >> 8; rows[y][2 * i + 1] = v & 255; }
            else rows[y][i * bits / 8] |= v << (8 - bits - i * bits % 8);
        }
    }
    png_set_rows(png, info, rows);
    png_write_png(png, info, PNG_TRANSFORM_IDENTITY, 0);

    int channels = transparent || color == 4 || color == 6 ? 4 : color == 0 ? 1 : 3;
    for (int i = 0; i < width * height; i++)
    {
        unsigned *v = values + i * samples, rgba[4];
        if (color == 3)
        {
            png_color c = palette[*v];
            rgba[0] = c.red; rgba[1] = c.green; rgba[2] = c.blue; rgba[3] = (int)*v < alphaCount ? alphas[*v] : 255;
        }
        else
        {
            int opaque = !transparent || memcmp(v, values, sizeof(unsigned) * samples);
            for (int c = 0; c < 3; c++) rgba[c] = (v[samples < 3 ? 0 : c] * 255 + most / 2) / most;
            rgba[3] = color == 4 || color == 6 ? (v[samples - 1] * 255 + most / 2) / most : opaque ? 255 : 0;
        }
        for (int c = 0; c < channels; c++) expected[expectedLength++] = rgba[c];
    }

    printf("color%d-bits%d%s%s-%dx%d %d %d %d ", color, bits, interlaced ? "-interlaced" : "", transparent ? "-transparent" : "", width, height, width, height, channels);
    hex(file, fileLength);
    printf(" ");
    hex(expected, expectedLength);
    printf("\n");
    png_destroy_write_struct(&png, &info);
    free(values);
    free(pixels);
}

int main(void)
{
    static const int kinds[][2] = {{0, 1}, {0, 2}, {0, 4}, {0, 8}, {0, 16}, {2, 8}, {2, 16}, {3, 1}, {3, 2}, {3, 4}, {3, 8}, {4, 8}, {4, 16}, {6, 8}, {6, 16}};
    static const int sizes[][2] = {{1, 1}, {3, 5}, {13, 9}};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (int interlaced = 0; interlaced < 2; interlaced++)
            for (int transparent = 0; transparent < (kinds[k][0] < 4 ? 2 : 1); transparent++)
                for (int s = 0; s < 3; s++)
                    one(kinds[k][0], kinds[k][1], interlaced, transparent, sizes[s][0], sizes[s][1], PNG_ALL_FILTERS);
    static const int filters[] = {PNG_FILTER_NONE, PNG_FILTER_SUB, PNG_FILTER_UP, PNG_FILTER_AVG, PNG_FILTER_PAETH};
    for (int f = 0; f < 5; f++) one(2, 8, 0, 0, 7 + f, 6, filters[f]);
    return 0;
}

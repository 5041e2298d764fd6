"""What stm32loader does to a part, over rfc2217://: its lines with their levels, its parity, its first commands.

DTR on holds the part in reset; RTS off asserts BOOT0 (SerialConnection.enable_reset and enable_boot0 there). Behind that
the line goes back to 8N1 and the part into its application, whose next words are printed.
"""
import sys
import time

import serial

ACK = 0x79
NACK = 0x1F


def command(port, code):
    port.write(bytes((code, code ^ 0xFF)))
    expect(port, ACK)


def expect(port, *values):
    got = port.read()
    if not got or got[0] not in values:
        sys.exit("expected %r; got %r" % (values, got))


def reset(port):
    port.dtr = True
    time.sleep(0.1)
    port.dtr = False
    time.sleep(0.5)


def main(url):
    port = serial.serial_for_url(url, baudrate=115200, bytesize=8, parity="E", stopbits=1, timeout=5)
    port.rts = False
    reset(port)
    port.reset_input_buffer()
    port.write(b"\x7f")
    expect(port, ACK, NACK)

    command(port, 0x02)
    count = port.read()[0] + 1
    print("device id 0x%s" % port.read(count).hex())
    expect(port, ACK)

    # All values of a byte pass, FF above all: the flash as it is.
    command(port, 0x11)
    port.write(b"\x08\x00\x00\x00\x08")
    expect(port, ACK)
    port.write(b"\xff\x00")
    expect(port, ACK)
    print("flash " + port.read(256).hex())

    port.parity = "N"
    port.rts = True
    reset(port)
    port.reset_input_buffer()
    print("says " + port.read(80).decode("ascii", "replace").replace("\n", " "))
    port.close()


main(sys.argv[1])
